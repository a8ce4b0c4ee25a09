package main

import (
	"context"
	"embed"
	"fmt"
	"os"
	"path/filepath"

	"github.com/brandvalue/brandvalue/dataset/fictional"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
)

// data is what the command runs without arguments; data/SOURCE.md says where
// it comes from.
//
//go:embed data/qingdao-listed-2015.parquet data/fictional-200.parquet
var data embed.FS

// embedded opens one of the two embedded jobs.
func (p *program) embedded(edition, file string) (*job, error) {
	model, err := openEdition(edition)
	if err != nil {
		return nil, err
	}
	set, err := parquetfile.OpenFS(data, "data/"+file)
	if err != nil {
		return nil, err
	}
	return &job{model: model, source: set, close: set.Close, result: p.resultPath(edition), inputs: []string{p.last}}, nil
}

// listed is the job on real companies.
func (p *program) listed() (*job, error) {
	return p.embedded("listed-2015", "qingdao-listed-2015.parquet")
}

// fictional200 is the job on fictional enterprises.
func (p *program) fictional200() (*job, error) {
	j, err := p.embedded("2025", "fictional-200.parquet")
	if err != nil {
		return nil, err
	}
	j.heading, j.first = fictionalHeading(p.lang), 10
	return j, nil
}

func fictionalHeading(lang string) string {
	return (&printer{lang: lang}).say("*** 虚构数据:所列企业均不存在,仅作演示 ***", "*** FICTIONAL: none of these enterprises exists ***")
}

// runBoth does what the command does without arguments.
func (p *program) runBoth(ctx context.Context) error {
	for k, open := range []func() (*job, error){p.listed, p.fictional200} {
		if k > 0 {
			fmt.Fprintln(p.out, "\n"+line)
		}
		j, err := open()
		if err != nil {
			return err
		}
		err = p.runAndPublish(ctx, j)
		j.close()
		if err != nil {
			return err
		}
	}
	return nil
}

const line = "================================================================================"

// demoSeed makes every demo the same.
const demoSeed = 2025

// runDemo writes so many fictional subjects to a file, a batch at a time, and
// runs edition 2025 on it.
func (p *program) runDemo(ctx context.Context) error {
	model, err := openEdition("2025")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(p.flags.out, 0o777); err != nil {
		return fmt.Errorf("output folder: %w", err)
	}
	path := filepath.Join(p.flags.out, "subjects-demo.parquet")
	subjects := fictional.Enterprises{Seed: demoSeed, N: int64(p.demo), Year: model.Edition.FiscalYear}
	if err := p.copyTo(ctx, path, subjects); err != nil {
		return err
	}
	src, closer, err := p.openSource(ctx, path)
	if err != nil {
		return err
	}
	defer closer()
	return p.runAndPublish(ctx, &job{model: model, source: src, heading: fictionalHeading(p.lang), result: p.resultPath("2025"),
		inputs: []string{path, p.last}, first: 20})
}
