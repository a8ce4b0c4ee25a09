// Package indicators says how good a brand is.
package indicators
