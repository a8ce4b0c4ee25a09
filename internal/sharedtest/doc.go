// Package sharedtest finds the folder of shared test material that may lie
// beside a checkout of this module.
//
// Some tests compare the library with material too large, or not free, to be
// committed: published figures, data files written by other tools, golden
// cases. Where that material is at hand it is a folder named shared next to
// the module's own folder. A clone without it runs every other test.
//
// # Design
//
// Dir is the only place in the module that may skip a test, and it does so on
// the absence of that one folder and on nothing else. A folder that is present
// but lacks the file a test wants is a failure, not a skip: File says so.
package sharedtest
