package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// program is one run of the command.
type program struct {
	*flags
	out, err io.Writer
}

func (p *program) do(ctx context.Context) error {
	switch {
	case p.describe != "":
		return p.describeFile(ctx)
	case p.demo > 0:
		return p.runDemo(ctx)
	case p.explain != "":
		return p.explainKey(ctx)
	case p.verify != "":
		return p.verifyFile(ctx)
	case p.in != "":
		return p.runFile(ctx)
	}
	return p.runBoth(ctx)
}

// job is an edition on an input.
type job struct {
	model      *annual.Model
	source     dataset.Source
	close      func() error
	heading    string          // stands over the table, empty for none
	result     string          // path of the result file
	inputs     []string        // paths read
	first      int             // rows of the table; 0 for all
	issues     []subjectIssues // the first ones of the run
	moreIssues int             // subjects with issues beyond them
}

// subjectIssues are the issues of one subject.
type subjectIssues struct{ key, place, text string }

// mostIssues is how many subjects with issues are printed one by one.
const mostIssues = 20

// note keeps the first subjects with issues and counts the others.
func (j *job) note(place dataset.Place, key, text string) {
	if len(j.issues) < mostIssues {
		j.issues = append(j.issues, subjectIssues{strings.Clone(key), place.String(), strings.Clone(text)})
		return
	}
	j.moreIssues++
}

// openEdition opens an embedded edition by its code, or a document by its path.
func openEdition(name string) (*annual.Model, error) {
	editions, code := annual.Editions(), name
	if strings.HasSuffix(name, ".json") {
		editions, code = os.DirFS(filepath.Dir(name)), strings.TrimSuffix(filepath.Base(name), ".json")
	}
	edition, err := annual.OpenEdition(editions, code)
	if err != nil {
		return nil, err
	}
	return edition.Compile()
}

// openSource opens an input: a CSV file by its ending, anything else as
// Parquet; seen through the mapping if there is one.
func (p *program) openSource(ctx context.Context, path string) (dataset.Source, func() error, error) {
	var src dataset.Source
	var closer io.Closer
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		file, err := parquetfile.OpenCSV(ctx, path, parquetfile.CSVOptions{})
		if err != nil {
			return nil, nil, err
		}
		src, closer = file, file
	} else {
		set, err := parquetfile.OpenWith([]parquetfile.Option{parquetfile.WithTemporary(os.TempDir(), 0)}, path)
		if err != nil {
			return nil, nil, err
		}
		src, closer = set, set
	}
	if p.mapping == "" {
		return src, closer.Close, nil
	}
	mapped, err := p.throughMapping(src)
	if err != nil {
		return nil, nil, errors.Join(err, closer.Close())
	}
	return mapped, closer.Close, nil
}

func (p *program) throughMapping(src dataset.Source) (dataset.Source, error) {
	data, err := os.ReadFile(p.mapping)
	if err != nil {
		return nil, err
	}
	mapping, err := dataset.ParseMapping(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.mapping, err)
	}
	return mapping.Apply(src)
}

// resultPath is where the results of an edition go: brand-values- and the last
// part of its code.
func (p *program) resultPath(code string) string {
	return filepath.Join(p.flags.out, "brand-values-"+code[strings.LastIndex(code, "-")+1:]+".parquet")
}

// openJob opens what -in and -edition name.
func (p *program) openJob(ctx context.Context) (*job, error) {
	model, err := openEdition(p.edition)
	if err != nil {
		return nil, err
	}
	src, closer, err := p.openSource(ctx, p.in)
	if err != nil {
		return nil, err
	}
	return &job{model: model, source: src, close: closer, result: p.resultPath(model.Edition.Code), inputs: []string{p.in, p.mapping, p.last}}, nil
}

// run computes a job's results into its file.
func (p *program) run(ctx context.Context, j *job) (*annual.Year, error) {
	if err := p.keepInputs(j); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(p.flags.out, 0o777); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	last, closeLast, err := p.openLast(ctx)
	if err != nil {
		return nil, err
	}
	defer closeLast()
	bar := newBar(p.err)
	defer bar.finish()
	sink := parquetfile.Create(j.result)
	return annual.Run(ctx, j.model, j.source, sink, annual.Options{
		Workers: p.workers, Scratch: p.flags.out, Last: last, Progress: bar.show, Issue: j.note,
	})
}

// keepInputs refuses to write over what is read.
func (p *program) keepInputs(j *job) error {
	result, err := os.Stat(j.result)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, in := range j.inputs {
		if info, err := os.Stat(in); in != "" && err == nil && os.SameFile(info, result) {
			return fmt.Errorf("the results would go to %s, which is read: choose another folder with -out", j.result)
		}
	}
	return nil
}

func (p *program) openLast(ctx context.Context) (dataset.Source, func() error, error) {
	if p.last == "" {
		return nil, func() error { return nil }, nil
	}
	set, err := parquetfile.Open(p.last)
	if err != nil {
		return nil, nil, err
	}
	return set, set.Close, nil
}

// publish reads a job's result file and prints the publication.
func (p *program) publish(ctx context.Context, j *job, year *annual.Year) error {
	results, err := parquetfile.OpenWith([]parquetfile.Option{parquetfile.WithoutDigest()}, j.result)
	if err != nil {
		return err
	}
	defer results.Close()
	publication, err := annual.Publish(ctx, j.model, results, annual.Selection{First: j.first})
	if err != nil {
		return err
	}
	t := &printer{w: p.out, lang: p.lang}
	t.publication(j, publication, year)
	return t.err
}

func (p *program) runFile(ctx context.Context) error {
	j, err := p.openJob(ctx)
	if err != nil {
		return err
	}
	defer j.close()
	j.first = 50
	return p.runAndPublish(ctx, j)
}

func (p *program) runAndPublish(ctx context.Context, j *job) error {
	year, err := p.run(ctx, j)
	if err != nil {
		return err
	}
	return p.publish(ctx, j, year)
}
