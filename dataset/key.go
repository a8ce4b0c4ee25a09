package dataset

import (
	"fmt"
	"strings"
)

// creditAlphabet are the characters of a unified social credit code in the
// order of their values 0 to 30: digits and letters without I, O, S, V and Z.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditLength is the length of a unified social credit code.
const creditLength = 18

// CheckKey says what is wrong with the key of a subject, nil if nothing is. A
// key is a unified social credit code, or a foreign key with a prefix that says
// whose: "stock:600600". The prefix is of lower-case letters, the rest of
// letters, digits, dots and hyphens.
//
// The last of the 18 characters of a credit code checks the others. With
// values c_i in the code's alphabet of 31 characters and weights w_i = 3^(i-1)
// mod 31,
//
//	c_18 = (31 - sum_{i=1..17} c_i w_i mod 31) mod 31.
//
// Reference: GB 32100-2015, clause 5 and annex A.
func CheckKey(key string) error {
	if prefix, rest, foreign := strings.Cut(key, ":"); foreign {
		return checkForeign(key, prefix, rest)
	}
	switch {
	case key == "":
		return fmt.Errorf("the key is empty; a unified social credit code or a prefixed key such as stock:600600 is needed")
	case len(key) != creditLength:
		return fmt.Errorf("key %s has %d characters; a unified social credit code has %d, any other key a prefix as in stock:600600",
			quote(key), len([]rune(key)), creditLength)
	}
	want, err := creditCheck(key)
	if err != nil {
		return err
	}
	if key[creditLength-1] != want {
		return fmt.Errorf("key %q: the check character is %q where %q is expected; some character is mistyped",
			key, key[creditLength-1:], string(want))
	}
	return nil
}

// SocialCreditCode completes the first 17 characters of a unified social
// credit code with its check character. See CheckKey for the formula.
//
// Reference: GB 32100-2015, annex A.
func SocialCreditCode(first17 string) (string, error) {
	if len(first17) != creditLength-1 {
		return "", fmt.Errorf("%s has %d characters; the part of a unified social credit code before its check character has %d",
			quote(first17), len([]rune(first17)), creditLength-1)
	}
	check, err := creditCheck(first17)
	if err != nil {
		return "", err
	}
	return first17 + string(check), nil
}

// creditCheck is the check character that belongs to the first 17 characters;
// the characters after them must be of the alphabet too.
func creditCheck(code string) (byte, error) {
	sum, weight := 0, 1
	for i := range len(code) {
		value := strings.IndexByte(creditAlphabet, code[i])
		if value < 0 {
			return 0, refuseCharacter(code, i)
		}
		if i < creditLength-1 {
			sum += value * weight
			weight = weight * 3 % 31
		}
	}
	return creditAlphabet[(31-sum%31)%31], nil
}

func refuseCharacter(code string, at int) error {
	hint := "only digits and capital letters without I, O, S, V, Z may stand in a unified social credit code"
	r := []rune(code[at:])[0]
	if strings.ToUpper(string(r)) != string(r) {
		hint += "; write it in capitals"
	}
	return fmt.Errorf("key %s: %q at position %d; %s", quote(code), r, at+1, hint)
}

func checkForeign(key, prefix, rest string) error {
	for i := range len(prefix) {
		if c := prefix[i]; c < 'a' || c > 'z' {
			return fmt.Errorf("key %s: the prefix before the colon must be of lower-case letters, as in stock:600600", quote(key))
		}
	}
	if prefix == "" || rest == "" {
		return fmt.Errorf("key %s: a foreign key has a prefix, a colon and a name, as in stock:600600", quote(key))
	}
	for _, r := range rest {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '-':
		default:
			return fmt.Errorf("key %s: %q after the colon; only letters, digits, dots and hyphens may stand there", quote(key), r)
		}
	}
	return nil
}
