package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// process prints a result for each line of the log. A line has no maximum length: the agent's tailer cuts long ones, which can only remove text.
func process(through *pipeline, log io.Reader, to io.Writer) error {
	reader := bufio.NewReader(log)
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err := encoder.Encode(through.process(number, bytes.TrimRight(line, "\r\n"))); err != nil {
			return err
		}
	}
}
