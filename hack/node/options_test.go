package main

import (
	"slices"
	"testing"
)

func TestParseTakesFlagsAnywhereBeforeAProgram(t *testing.T) {
	o, err := parse("load", []string{"a.tar", "--name", "it", "b.tar"})
	if err != nil || o.name != "it" || !slices.Equal(o.arguments, []string{"a.tar", "b.tar"}) {
		t.Errorf("got %v, %v", o, err)
	}
	o, err = parse("exec", []string{"--name", "it", "ip", "--name", "x"})
	if err != nil || o.name != "it" || !slices.Equal(o.arguments, []string{"ip", "--name", "x"}) {
		t.Errorf("got %v, %v", o, err)
	}
	o, err = parse("exec", []string{"--node", "2", "ip", "link"})
	if err != nil || o.node != 2 || !slices.Equal(o.arguments, []string{"ip", "link"}) {
		t.Errorf("got %v, %v", o, err)
	}
	o, err = parse("up", []string{"--nodes", "3", "--zones", "a,b", "--outside"})
	if err != nil || o.nodes != 3 || !slices.Equal(o.zones, []string{"a", "b"}) || !o.outside {
		t.Errorf("got %v, %v", o, err)
	}
	o, err = parse("up", []string{"--forward", "9000=30900", "--forward", "9001=30901"})
	if err != nil || o.name != "davit" || o.nodes != 0 || o.outside || len(o.forwards) != 2 || o.forwards[1].Listen != "127.0.0.1:9001" {
		t.Errorf("got %v, %v", o, err)
	}
}

func TestParseRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, line := range [][]string{
		{"up", "extra"}, {"up", "--forward", "nonsense"}, {"up", "--json"}, {"load"}, {"exec"}, {"logs", "a", "b"}, {"down", "--all"},
		{"up", "--nodes", "0"}, {"up", "--nodes", "10"}, {"up", "--zones", "a,"}, {"up", "--zones", "a b"}, {"load", "--node", "2", "x"},
	} {
		if _, err := parse(line[0], line[1:]); err == nil {
			t.Errorf("%v was taken", line)
		}
	}
}
