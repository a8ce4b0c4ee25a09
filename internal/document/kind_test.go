package document_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/internal/document"
)

// shape is a choice of two.
type shape interface{ Kind() string }

type circle struct {
	Radius float64 `json:"radius"`
}

func (circle) Kind() string { return "circle" }

type point struct{}

func (point) Kind() string { return "point" }

// bare has a JSON that is no object.
type bare int

func (bare) Kind() string { return "bare" }

var shapes = []shape{circle{}, point{}}

func TestChooseReadsWhatTagWrites(t *testing.T) {
	for _, want := range []shape{circle{2.5}, point{}} {
		data, err := document.Tag(want)
		require.NoError(t, err)
		got, err := document.Choose(data, shapes)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	data, err := document.Tag[shape](circle{2.5})
	require.NoError(t, err)
	assert.Equal(t, `{"kind":"circle","radius":2.5}`, string(data))
	data, err = document.Tag[shape](point{})
	require.NoError(t, err)
	assert.Equal(t, `{"kind":"point"}`, string(data))
}

func TestChooseNamesWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		`{"kind": "square"}`: `kind: "square" is not one of circle, point`,
		`{"radius": 1}`:      "kind: absent",
		`{"kind": 3}`:        "kind: found 3, wanted a text",
		`3`:                  `wanted an object with a member "kind"`,
		`null`:               `wanted an object with a member "kind"`,
		``:                   `wanted an object with a member "kind"`,
		`{"kind": "circle"}`: "circle: radius: absent",
		`{"kind": "circle", "radius": 1, "x": 2}`:      "circle: x: unknown; known here are radius",
		`{"kind": "circle", "radius": 1, "radius": 2}`: "radius: given twice",
		`{"kind": "circle", "kind": "point"}`:          "kind: given twice",
		`{"kind": "point", "radius": 1}`:               "point: radius: unknown",
	} {
		got, err := document.Choose([]byte(text), shapes)
		assert.ErrorContains(t, err, want, text)
		assert.Nil(t, got)
	}
}

func TestTagWantsAnObject(t *testing.T) {
	_, err := document.Tag(bare(3))
	assert.EqualError(t, err, "bare: its JSON is 3 and no object, so it can't take its kind")
	_, err = document.Tag(failing{})
	assert.Error(t, err)
}

// failing has no JSON.
type failing struct{ C chan int }

func (failing) Kind() string { return "failing" }

func TestDigestOfKnownBytes(t *testing.T) {
	// sha256 of {"a":1,"b":[2]} and of "" with its quotes, by sha256sum
	got, err := document.Digest(map[string]any{"b": []int{2}, "a": 1})
	require.NoError(t, err)
	assert.Equal(t, "sha256:0855bfc20eb6cfaa4be7d6b510c63dd22997718bddadcb1a4915cec3a16145b9", got)
	got, err = document.Digest("")
	require.NoError(t, err)
	assert.Equal(t, "sha256:12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126", got)
	_, err = document.Digest(failing{})
	assert.Error(t, err)
}

func TestDigestOfAValueAndItsDocument(t *testing.T) {
	var got circle
	require.NoError(t, document.Decode([]byte("{\n \"radius\":   1.50 }"), &got))
	read, err := document.Digest(got)
	require.NoError(t, err)
	made, err := document.Digest(circle{1.5})
	require.NoError(t, err)
	assert.Equal(t, made, read, "white space and the way a number is written do not count")
	other, err := document.Digest(circle{1.25})
	require.NoError(t, err)
	assert.NotEqual(t, made, other)
}
