package experts

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParameters_WrittenInFullAndReadBack(t *testing.T) {
	data, err := json.Marshal(DefaultPanel())
	require.NoError(t, err)
	p, err := ReadPanel(data)
	require.NoError(t, err)
	assert.Equal(t, DefaultPanel(), p)

	data, err = json.Marshal(DefaultAgreement())
	require.NoError(t, err)
	a, err := ReadAgreement(data)
	require.NoError(t, err)
	assert.Equal(t, DefaultAgreement(), a)
}

func TestParameters_AbsentAndUnknownFieldsAreRefused(t *testing.T) {
	_, err := ReadPanel([]byte(`{"low": 0, "hihg": 100, "fewest": 3, "drop": 1}`))
	for _, part := range []string{"high: absent", "hihg: unknown", "trim_from: absent", "correct_severity: absent", "drift_limit: absent"} {
		assert.ErrorContains(t, err, part)
	}
	_, err = ReadAgreement([]byte(`{"least_icc": 0.5, "least_w": 1.5, "confidence": 0.95}`))
	assert.ErrorContains(t, err, "least_w 1.5")
}
