"""CloudFormation on moto: each resource is made by calling the emulator's own AWS APIs."""
