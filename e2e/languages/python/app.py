import sys

from aws_cdk import App
from mistakes import too_long, wrong_value
from scenario import scenario

app = App(analytics_reporting=False)
{"scenario": scenario, "too-long": too_long, "wrong-value": wrong_value}[sys.argv[1]](app)
app.synth()
