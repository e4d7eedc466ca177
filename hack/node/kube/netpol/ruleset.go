package netpol

// Ruleset is everything that the table holds beside its fixed chains, as text that nft understands.
type Ruleset struct {
	// Sets are address sets and the two verdict maps, by name.
	Sets map[string]*Set
	// Chains are the rules of each chain in order, by name.
	Chains map[string][]string
}

// Set is a named set or, when Map, a map from a key to a verdict.
type Set struct {
	Type     string
	Map      bool
	Elements map[string]string // key, joined by " . " -> verdict; empty for a set
}

// The names of the fixed sets, maps and chains.
const (
	tableName      = "davit-netpol"
	setAttached    = "attached" // interface . address of the pods on this node
	setSelf        = "self"     // address . address: a pod always reaches itself
	mapEgress      = "egress"   // address of an isolated pod on this node -> its chain
	mapIngress     = "ingress"
	chainDeliver   = "deliver"
	typeAddress    = "ipv4_addr"
	typeNamedPort  = "ipv4_addr . inet_proto . inet_service"
	typeAttached   = "ifname . ipv4_addr"
	typeSelf       = "ipv4_addr . ipv4_addr"
	typeVerdict    = "ipv4_addr : verdict"
	chainClosed    = "closed"
	verdictDeliver = "goto " + chainDeliver
)

func newRuleset() Ruleset {
	return Ruleset{
		Sets: map[string]*Set{
			setAttached: {Type: typeAttached, Elements: map[string]string{}},
			setSelf:     {Type: typeSelf, Elements: map[string]string{}},
			mapEgress:   {Type: typeVerdict, Map: true, Elements: map[string]string{}},
			mapIngress:  {Type: typeVerdict, Map: true, Elements: map[string]string{}},
		},
		Chains: map[string][]string{chainClosed: {"drop"}},
	}
}

// add makes the set unless it is there and fills it; the same name always has the same members within one compile.
func (r Ruleset) add(name, kind string, keys func(yield func(string) bool)) string {
	if _, there := r.Sets[name]; !there {
		set := &Set{Type: kind, Elements: map[string]string{}}
		for key := range keys {
			set.Elements[key] = ""
		}
		r.Sets[name] = set
	}
	return "@" + name
}
