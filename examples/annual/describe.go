package main

// description prints the columns of a file and a mapping to begin with.
func (t *printer) description(d any) { t.line("%v", d) }
