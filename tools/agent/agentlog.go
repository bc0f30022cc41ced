package main

import (
	"errors"
	"fmt"
	"io"
	"sync"
)

// agentLog prints the agent's warnings and errors, such as a payload that it could not decode. Without it the agent logs nothing.
type agentLog struct {
	mutex sync.Mutex
	out   io.Writer
}

func (l *agentLog) print(level, text string) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	fmt.Fprintf(l.out, "agent: %s: %s\n", level, text)
	return errors.New(text)
}

func (l *agentLog) Trace(...any)          {}
func (l *agentLog) Tracef(string, ...any) {}
func (l *agentLog) Debug(...any)          {}
func (l *agentLog) Debugf(string, ...any) {}
func (l *agentLog) Info(...any)           {}
func (l *agentLog) Infof(string, ...any)  {}
func (l *agentLog) Flush()                {}

func (l *agentLog) Warn(v ...any) error             { return l.print("warning", fmt.Sprint(v...)) }
func (l *agentLog) Warnf(f string, v ...any) error  { return l.print("warning", fmt.Sprintf(f, v...)) }
func (l *agentLog) Error(v ...any) error            { return l.print("error", fmt.Sprint(v...)) }
func (l *agentLog) Errorf(f string, v ...any) error { return l.print("error", fmt.Sprintf(f, v...)) }
func (l *agentLog) Critical(v ...any) error         { return l.print("error", fmt.Sprint(v...)) }
func (l *agentLog) Criticalf(f string, v ...any) error {
	return l.print("error", fmt.Sprintf(f, v...))
}
