package progress

import (
	"testing"
	"time"
)

func TestBar(t *testing.T) {
	for _, c := range []struct {
		done, amount int
		want         string
	}{
		{0, 10, "[--------------------]"}, {5, 10, "[##########----------]"}, {30, 10, "[####################]"}, {0, 0, "[--------------------]"},
	} {
		if got := Bar(c.done, c.amount); got != c.want {
			t.Errorf("%d of %d: %s", c.done, c.amount, got)
		}
	}
}

func TestShort(t *testing.T) {
	for d, want := range map[time.Duration]string{
		1234 * time.Millisecond: "1.2s", 42 * time.Second: "42s", 125 * time.Second: "2m05s",
	} {
		if got := short(d); got != want {
			t.Errorf("%v: %s", d, got)
		}
	}
}
