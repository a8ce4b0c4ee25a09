package main

import (
	"context"
	"errors"
)

func (p *program) listed() (*job, error)             { return nil, errors.New("x") }
func (p *program) fictional200() (*job, error)       { return nil, errors.New("x") }
func (p *program) runBoth(ctx context.Context) error { return nil }
func (p *program) runDemo(ctx context.Context) error { return nil }
