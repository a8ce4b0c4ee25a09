// Command conformance checks the library against files of cases with expected
// numbers:
//
//	go run ./benchmarks/conformance -cases FILE... [-only KEY,...]
//
// A file is a JSON object with a list of cases. A case names its method by a
// key, gives its inputs, and says what is expected and how closely:
//
//	{"cases": [{
//	  "id": "strength-1", "method": "value.strength_sum", "source": "by hand",
//	  "inputs": {"weights": {"K1": 0.5, "K2": 0.5}, "scores": {"K1": 80, "K2": 90}},
//	  "expected": {"S": 85}, "tolerance": 1e-9
//	}]}
//
// Each case takes one line, with the largest difference and the figure where it
// stands; a summary follows. The exit status is 0 if every case agrees, 1 if
// one does not or its key is unknown, 2 if the command or a file can't be
// understood.
//
// # What agrees
//
// A number agrees if its difference is within tolerance * max(1, |expected|).
// Lists agree element by element and have one length; a number and a list of
// just that number are the same. An expected null or empty text says that there
// is no figure. NaN agrees with nothing, and a figure that is expected and not
// produced is a fault; one that is produced and not expected is none. Where a
// case has printed figures, they hold in the same way by printed_tolerance.
//
// An input that a method does not know is refused, so that no parameter of a
// case is passed over, unless it is a text: notes and formulas are prose.
//
// # Adding a key
//
// Write one file with a function that takes the inputs of a case and gives its
// figures by name, and one line in the table of methods:
//
//	func strengthSum(inputs json.RawMessage) (figures, error)
//
// The function reads its inputs with readInputs and calls the library; a
// formula of its own would test nothing. Figures are numbers, texts, nil for
// none, and lists and maps of these.
package main
