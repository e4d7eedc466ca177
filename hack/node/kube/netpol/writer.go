package netpol

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sigs.k8s.io/knftables"
)

// Writer keeps the kernel's table equal to the latest ruleset.
type Writer struct {
	nft     knftables.Interface
	applied *Ruleset // nil: what the table holds is not known
}

// NewWriter writes to the network namespace that it runs in.
func NewWriter(nft knftables.Interface) *Writer { return &Writer{nft: nft} }

// NewTable is the access to the enforcer's own table; it needs the program nft, 1.0.1 or later, and root.
func NewTable() (knftables.Interface, error) { return knftables.New(knftables.InetFamily, tableName) }

// Apply makes the table so in one transaction and returns how many changes that took; none when it is so already. The
// first one, and the one after a failure, replaces the whole table, which is one transaction as well.
func (w *Writer) Apply(ctx context.Context, rules Ruleset) (int, error) {
	tx := w.nft.NewTransaction()
	if w.applied == nil {
		tx.Add(&knftables.Table{})
		tx.Delete(&knftables.Table{})
		tx.Add(&knftables.Table{})
		change(tx, Ruleset{}, rules, fixedChains)
	} else {
		change(tx, *w.applied, rules, nil)
	}
	if tx.NumOperations() == 0 {
		return 0, nil
	}
	if err := w.nft.Run(ctx, tx); err != nil {
		w.applied = nil
		return 0, fmt.Errorf("write %d changes: %w", tx.NumOperations(), err)
	}
	w.applied = &rules
	return tx.NumOperations(), nil
}

// change writes what leads from one ruleset to the other, in the order that references need.
func change(tx *knftables.Transaction, from, to Ruleset, fixed func(*knftables.Transaction)) {
	for _, name := range slices.Sorted(maps.Keys(to.Sets)) {
		if from.Sets[name] == nil {
			addSet(tx, name, to.Sets[name])
		}
	}
	changed := changedChains(from, to)
	for _, name := range changed {
		tx.Add(&knftables.Chain{Name: name})
	}
	if fixed != nil {
		fixed(tx)
	}
	stale := staleChains(from, to)
	for _, name := range slices.Concat(changed, stale) {
		if _, there := from.Chains[name]; there {
			tx.Flush(&knftables.Chain{Name: name})
		}
	}
	for _, name := range changed {
		for _, rule := range to.Chains[name] {
			tx.Add(&knftables.Rule{Chain: name, Rule: rule})
		}
	}
	changeElements(tx, from, to)
	for _, name := range stale {
		tx.Delete(&knftables.Chain{Name: name})
	}
	for _, name := range slices.Sorted(maps.Keys(from.Sets)) {
		if to.Sets[name] == nil {
			tx.Delete(&knftables.Set{Name: name})
		}
	}
}

func addSet(tx *knftables.Transaction, name string, set *Set) {
	if set.Map {
		tx.Add(&knftables.Map{Name: name, Type: set.Type})
	} else {
		tx.Add(&knftables.Set{Name: name, Type: set.Type})
	}
}

func changedChains(from, to Ruleset) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(to.Chains)) {
		if old, there := from.Chains[name]; !there || !slices.Equal(old, to.Chains[name]) {
			names = append(names, name)
		}
	}
	return names
}

func staleChains(from, to Ruleset) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(from.Chains)) {
		if _, there := to.Chains[name]; !there {
			names = append(names, name)
		}
	}
	return names
}

func changeElements(tx *knftables.Transaction, from, to Ruleset) {
	for _, name := range slices.Sorted(maps.Keys(to.Sets)) {
		set, old := to.Sets[name], map[string]string{}
		if from.Sets[name] != nil {
			old = from.Sets[name].Elements
		}
		for _, key := range slices.Sorted(maps.Keys(old)) {
			if verdict, there := set.Elements[key]; !there || verdict != old[key] {
				tx.Delete(element(name, set.Map, key, old[key]))
			}
		}
		for _, key := range slices.Sorted(maps.Keys(set.Elements)) {
			if verdict, there := old[key]; !there || verdict != set.Elements[key] {
				tx.Add(element(name, set.Map, key, set.Elements[key]))
			}
		}
	}
}

func element(name string, isMap bool, key, verdict string) *knftables.Element {
	e := &knftables.Element{Key: strings.Split(key, " . ")}
	if isMap {
		e.Map, e.Value = name, []string{verdict}
	} else {
		e.Set = name
	}
	return e
}
