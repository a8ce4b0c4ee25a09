package dataset

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Codes as printed in public registers and filings.
var publicCodes = []string{
	"914403001922038216", // Huawei Technologies
	"91440300708461136T", // Tencent Computer Systems
	"91110108551385082Q", // Xiaomi Technology
	"91330100799655058B", // Alibaba (China)
}

// TestCheckKey_GB32100WorkedExample follows the example that the standard
// computes step by step: the products add up to 1640, which leaves 28, and 31
// less 28 is 3.
func TestCheckKey_GB32100WorkedExample(t *testing.T) {
	const first17 = "91350100M000100Y4"
	assert.Equal(t, 1640, printedSum(first17))
	assert.Equal(t, 28, 1640%31)
	code, err := SocialCreditCode(first17)
	require.NoError(t, err)
	assert.Equal(t, first17+"3", code)
	assert.NoError(t, CheckKey(code))
}

// printedSum is the sum of the standard's annex A with the weights and values
// as its tables print them.
func printedSum(first17 string) (sum int) {
	weights := []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	values := map[rune]int{'A': 10, 'B': 11, 'C': 12, 'D': 13, 'E': 14, 'F': 15, 'G': 16, 'H': 17, 'J': 18, 'K': 19, 'L': 20,
		'M': 21, 'N': 22, 'P': 23, 'Q': 24, 'R': 25, 'T': 26, 'U': 27, 'W': 28, 'X': 29, 'Y': 30}
	for d := range 10 {
		values[rune('0'+d)] = d
	}
	for i, r := range first17 {
		sum += weights[i] * values[r]
	}
	return sum
}

func TestCheckKeyTakesPublicCodes(t *testing.T) {
	for _, code := range publicCodes {
		assert.NoError(t, CheckKey(code))
	}
}

func TestSocialCreditCodeAgreesWithPrintedTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code, err := SocialCreditCode(drawFirst17(t))
		require.NoError(t, err)
		check := strings.IndexByte(creditAlphabet, code[17])
		assert.Zero(t, (printedSum(code[:17])+check)%31, "the whole leaves no remainder")
		assert.NoError(t, CheckKey(code))
	})
}

// The weights are invertible modulo the prime 31, so no single slip goes
// unseen; and neighbouring weights differ, so no swap does either.
func TestCheckKeySeesEverySlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code, err := SocialCreditCode(drawFirst17(t))
		require.NoError(t, err)
		for i := range len(code) {
			for j := range len(creditAlphabet) {
				slip := code[:i] + creditAlphabet[j:j+1] + code[i+1:]
				assert.Equal(t, slip != code, CheckKey(slip) != nil, "%s for %s", slip, code)
			}
			if i > 0 {
				swap := code[:i-1] + code[i:i+1] + code[i-1:i] + code[i+1:]
				assert.Equal(t, swap != code, CheckKey(swap) != nil, "%s for %s", swap, code)
			}
		}
	})
}

func drawFirst17(t *rapid.T) string {
	return rapid.StringOfN(rapid.RuneFrom([]rune(creditAlphabet)), 17, 17, 17).Draw(t, "first17")
}

func TestCheckKeySaysWhatIsWrong(t *testing.T) {
	cases := map[string]string{
		"":                   "the key is empty; a unified social credit code or a prefixed key such as stock:600600 is needed",
		"600600":             `key "600600" has 6 characters; a unified social credit code has 18, any other key a prefix as in stock:600600`,
		"91350100M000100Y4Z": `key "91350100M000100Y4Z": 'Z' at position 18; only digits and capital letters without I, O, S, V, Z may stand in a unified social credit code`,
		"91350100m000100Y43": `key "91350100m000100Y43": 'm' at position 9; only digits and capital letters without I, O, S, V, Z may stand in a unified social credit code; write it in capitals`,
		"91350100M000100Y4":  `key "91350100M000100Y4" has 17 characters; a unified social credit code has 18, any other key a prefix as in stock:600600`,
		"91350100M000100Y44": `key "91350100M000100Y44": the check character is "4" where "3" is expected; some character is mistyped`,
		"Stock:600600":       `key "Stock:600600": the prefix before the colon must be of lower-case letters, as in stock:600600`,
		":600600":            `key ":600600": a foreign key has a prefix, a colon and a name, as in stock:600600`,
		"stock:":             `key "stock:": a foreign key has a prefix, a colon and a name, as in stock:600600`,
		"stock:600 600":      `key "stock:600 600": ' ' after the colon; only letters, digits, dots and hyphens may stand there`,
		"青岛啤酒股份有限公司":         `key "青岛啤酒股份有限公司" has 10 characters; a unified social credit code has 18, any other key a prefix as in stock:600600`,
		"青岛啤酒股份":             `key "青岛啤酒股份": '青' at position 1; only digits and capital letters without I, O, S, V, Z may stand in a unified social credit code`,
	}
	for key, want := range cases {
		assert.EqualError(t, CheckKey(key), want)
	}
	for _, key := range []string{"stock:600600", "isin:CNE100000338", "region:370200", "p:a.b-c"} {
		assert.NoError(t, CheckKey(key))
	}
	_, err := SocialCreditCode("91350100M000100Y43")
	assert.EqualError(t, err, `"91350100M000100Y43" has 18 characters; the part of a unified social credit code before its check character has 17`)
	_, err = SocialCreditCode("9135O100M000100Y4")
	assert.ErrorContains(t, err, "'O' at position 5")
}

func FuzzCheckKey(f *testing.F) {
	for _, code := range publicCodes {
		f.Add(code)
	}
	f.Add("stock:600600")
	f.Fuzz(func(t *testing.T, key string) {
		if CheckKey(key) == nil && !strings.Contains(key, ":") {
			code, err := SocialCreditCode(key[:17])
			require.NoError(t, err)
			assert.Equal(t, code, key)
		}
	})
}
