package values

import "fmt"

// Problem is an error that a person can act on: what is wrong, where, and what to do.
type Problem struct {
	What  string
	Where string // a file, or file:line
	Help  string
}

func (p *Problem) Error() string {
	return fmt.Sprintf("%s\n  --> %s\n  help: %s", p.What, p.Where, p.Help)
}

func (f *File) problem(line int, help, what string, args ...any) *Problem {
	where := f.Path
	if line > 0 {
		where = fmt.Sprintf("%s:%d", f.Path, line)
	}
	return &Problem{What: fmt.Sprintf(what, args...), Where: where, Help: help}
}
