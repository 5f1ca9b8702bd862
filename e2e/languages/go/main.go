package main

import (
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(&awscdk.AppProps{AnalyticsReporting: jsii.Bool(false)})
	switch name := os.Args[1]; name {
	case "scenario":
		scenario(app)
	case "too-long":
		tooLong(app)
	case "wrong-expression":
		wrongExpression(app)
	case "wrong-value":
		wrongValue(app)
	default:
		panic(name)
	}
	app.Synth(nil)
}
