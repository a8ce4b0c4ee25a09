package ordered_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/internal/ordered"
)

func ExampleRun() {
	names := []string{"maotai", "icbc", "tencent"}
	err := ordered.Run(context.Background(), 2, len(names), func(_ context.Context, _, i int) (string, error) {
		return strings.ToUpper(names[i]), nil
	}, func(i int, name string) error {
		fmt.Println(i, name)
		return nil
	})
	fmt.Println(err)
	// Output:
	// 0 MAOTAI
	// 1 ICBC
	// 2 TENCENT
	// <nil>
}

func ExampleStream() {
	shards := func(yield func(string, error) bool) {
		for _, shard := range slices.Repeat([]string{"a", "b"}, 2) {
			if !yield(shard, nil) {
				return
			}
		}
	}
	count := make([]int, 3) // scratch space, one for each worker
	err := ordered.Stream(context.Background(), 3, shards, func(_ context.Context, worker int, shard string) (string, error) {
		count[worker]++
		return shard + " read", nil
	}, func(result string) error {
		fmt.Println(result)
		return nil
	})
	fmt.Println(count[0]+count[1]+count[2], err)
	// Output:
	// a read
	// b read
	// a read
	// b read
	// 4 <nil>
}
