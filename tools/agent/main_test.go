package main

import (
	"os"
	"testing"
)

const runAsAgent = "SCRIBEMED_TEST_RUN_AS_AGENT"

// TestMain lets the test binary be the program too: the tests start it as a process, with signals and exit codes, without linking it twice.
func TestMain(m *testing.M) {
	if os.Getenv(runAsAgent) == "1" {
		main()
	}
	os.Exit(m.Run())
}
