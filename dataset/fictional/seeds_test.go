package fictional

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// SplitMix64 started at zero gives these numbers first, as every
// implementation of it does (java.util.SplittableRandom, xoshiro's seeding).
func TestSeeds_SplitMix64(t *testing.T) {
	high, low := seeds(0, 0) // mix(0) is 0
	assert.Equal(t, uint64(0xe220a8397b1dcdaf), high)
	assert.Equal(t, uint64(0x6e789e6aa1b965f4), low)
	high, low = seeds(0, 1)
	assert.Equal(t, uint64(0x06c45d188009454f), high)
	assert.Equal(t, uint64(0xf88bb8a8724c81ec), low)
}
