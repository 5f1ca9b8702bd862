import sys

from aws_cdk import App
from mistakes import options_for_value, too_long, wrong_expression, wrong_value
from scenario import scenario

app = App(analytics_reporting=False)
programs = {
    "scenario": scenario,
    "too-long": too_long,
    "wrong-expression": wrong_expression,
    "wrong-value": wrong_value,
    "options-for-value": options_for_value,
}
programs[sys.argv[1]](app)
app.synth()
