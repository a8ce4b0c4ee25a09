package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// errDifferent is the outcome of a verification that found differences.
var errDifferent = errors.New("the published file differs from its recomputation")

// verifyFile recomputes a published file. Without -in and -edition the
// embedded job of the file's edition is taken.
func (p *program) verifyFile(ctx context.Context) error {
	published, err := parquetfile.Open(p.verify)
	if err != nil {
		return err
	}
	defer published.Close()
	if p.edition == "" {
		p.edition, _ = published.Metadata().Get(annual.MetaEdition)
	}
	j, err := p.jobFor(ctx)
	if err != nil {
		return err
	}
	defer j.close()
	last, closeLast, err := p.openLast(ctx)
	if err != nil {
		return err
	}
	defer closeLast()
	bar := newBar(p.err)
	v, err := annual.Verify(ctx, j.model, j.source, published, annual.Options{Workers: p.workers, Scratch: scratch(), Last: last, Progress: bar.show})
	bar.finish()
	if err != nil {
		return err
	}
	t := &printer{w: p.out, lang: p.lang}
	for _, d := range v.Differences {
		t.line("%s", d)
	}
	if v.More > 0 {
		t.line("%s: %d", t.say("其余差异", "further differences"), v.More)
	}
	if len(v.Differences) > 0 {
		return fmt.Errorf("%s: %w", p.verify, errDifferent)
	}
	t.line("%s", t.say(fmt.Sprintf("复算一致:%d行,每一数字均相同", v.Rows), fmt.Sprintf("recomputed: %d rows, every figure the same", v.Rows)))
	return t.err
}

// jobFor is the job of -in and -edition, or the embedded one of the edition.
func (p *program) jobFor(ctx context.Context) (*job, error) {
	switch {
	case p.in != "":
		return p.openJob(ctx)
	case p.edition == "listed-2015":
		return p.listed()
	case p.edition == "2025":
		return p.fictional200()
	}
	return nil, fmt.Errorf("edition %q has no embedded input: name one with -in", p.edition)
}

// explainKey explains one subject: that of -in, or of the embedded data, where
// a stock code may stand without its prefix.
func (p *program) explainKey(ctx context.Context) error {
	open := []func() (*job, error){p.listed, p.fictional200}
	if p.in != "" || p.edition != "" {
		open = []func() (*job, error){func() (*job, error) { return p.jobFor(ctx) }}
	}
	var failed error
	for _, open := range open {
		j, err := open()
		if err != nil {
			return err
		}
		err = p.explainIn(ctx, j)
		j.close()
		if !errors.Is(err, annual.ErrNotFound) {
			return err
		}
		failed = err
	}
	return failed
}

func (p *program) explainIn(ctx context.Context, j *job) error {
	key := p.explain
	if !strings.Contains(key, ":") && len(key) == 6 {
		key = "stock:" + key
	}
	last, closeLast, err := p.openLast(ctx)
	if err != nil {
		return err
	}
	defer closeLast()
	results := dataset.NewSpool(dataset.Space{Dir: scratch()})
	defer results.Close()
	if _, err := annual.Run(ctx, j.model, j.source, results, annual.Options{Workers: p.workers, Scratch: scratch(), Last: last, Progress: newBar(p.err).show}); err != nil {
		return err
	}
	x, err := annual.Explain(ctx, j.model, j.source, results, key)
	if err != nil {
		return err
	}
	t := &printer{w: p.out, lang: p.lang}
	if j.heading != "" {
		t.line("%s", j.heading)
	}
	t.explanation(j.model, x)
	return t.err
}

// describeFile prints what a file holds and a mapping to begin with.
func (p *program) describeFile(ctx context.Context) error {
	src, closer, err := p.openSource(ctx, p.describe)
	if err != nil {
		return err
	}
	defer closer()
	d, err := dataset.Describe(ctx, src)
	if err != nil {
		return err
	}
	t := &printer{w: p.out, lang: p.lang}
	t.description(d)
	return t.err
}
