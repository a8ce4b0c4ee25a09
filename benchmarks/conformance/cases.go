package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// testCase is one case of a file.
type testCase struct {
	ID               string          `json:"id"`
	Method           string          `json:"method"`
	Inputs           json.RawMessage `json:"inputs"`
	Expected         expectation     `json:"expected"`
	Tolerance        *float64        `json:"tolerance"`
	Printed          expectation     `json:"printed"`
	PrintedTolerance *float64        `json:"printed_tolerance"`
}

// expectation is the expected figures by name. A single result stands without one.
type expectation map[string]any

// UnmarshalJSON takes an object, or a single result under the empty name.
func (f *expectation) UnmarshalJSON(data []byte) error {
	var object map[string]any
	if json.Unmarshal(data, &object) == nil {
		*f = object
		return nil
	}
	var single any
	if err := json.Unmarshal(data, &single); err != nil {
		return err
	}
	*f = expectation{"": single}
	return nil
}

// readCases reads a file of cases.
func readCases(path string) ([]testCase, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Cases []testCase `json:"cases"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s%s: %w", path, position(data, err), err)
	}
	if len(file.Cases) == 0 {
		return nil, fmt.Errorf("%s: no cases; wanted an object with a list \"cases\"", path)
	}
	return file.Cases, nil
}

// position is the line of a fault in a JSON document, as ":12".
func position(data []byte, err error) string {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	var offset int64
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &wrong):
		offset = wrong.Offset
	default:
		return ""
	}
	return fmt.Sprintf(":%d", 1+bytes.Count(data[:min(int(offset), len(data))], []byte("\n")))
}

// check says what keeps a case from being one that can fail.
func (c *testCase) check() error {
	var faults []error
	if len(c.Expected) == 0 && len(c.Printed) == 0 {
		faults = append(faults, errors.New("nothing is expected"))
	}
	faults = append(faults, checkTolerance("tolerance", c.Tolerance, len(c.Expected) > 0),
		checkTolerance("printed_tolerance", c.PrintedTolerance, len(c.Printed) > 0))
	return errors.Join(faults...)
}

func checkTolerance(name string, tolerance *float64, needed bool) error {
	switch {
	case needed && tolerance == nil:
		return fmt.Errorf("%s: absent", name)
	case needed && *tolerance < 0:
		return fmt.Errorf("%s: %v is negative", name, *tolerance)
	}
	return nil
}
