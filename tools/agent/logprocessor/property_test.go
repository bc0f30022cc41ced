package main

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
)

// seeds of the people: PHI_SEEDS=7,8,9 or PHI_SEEDS=random:30 selects others.
func seeds(t *testing.T) []uint64 {
	t.Helper()
	wanted := os.Getenv("PHI_SEEDS")
	if count, isRandom := strings.CutPrefix(wanted, "random:"); isRandom {
		number, err := strconv.Atoi(count)
		if err != nil {
			t.Fatal(err)
		}
		var found []uint64
		for range number {
			found = append(found, rand.Uint64())
		}
		t.Logf("PHI_SEEDS=%s", strings.Trim(strings.ReplaceAll(fmt.Sprint(found), " ", ","), "[]"))
		return found
	}
	if wanted == "" {
		wanted = "1,2,3"
	}
	var found []uint64
	for _, text := range strings.Split(wanted, ",") {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, seed)
	}
	return found
}

// placed is a generated identifier in a line.
type placed struct {
	generated
	label, carrier, line string
}

func placements(seeds []uint64) []placed {
	var all []placed
	add := func(one generated, label string, places []carrier, random *rand.Rand) {
		for _, place := range places {
			if line := place.line(label, one.text, random); line != "" {
				all = append(all, placed{one, label, place.name, line})
			}
		}
	}
	for _, seed := range seeds {
		random := rand.New(rand.NewPCG(seed, 25))
		for _, one := range person(seed) {
			for _, label := range one.labels {
				add(one, label, carriers, random)
			}
			if one.kind == "last name" {
				add(one, "", structures, random)
			}
		}
	}
	return all
}

// oneLine escapes line breaks: the program reads a message a line.
func oneLine(text string) string { return strings.NewReplacer("\r", "\\r", "\n", "\\n").Replace(text) }

// left are the parts of the identifier that a line still holds, in any spelling.
func (p placed) left(message string) []string {
	var left []string
	for _, part := range p.parts {
		for _, spelling := range []string{part, url.QueryEscape(part), strings.Trim(encoded(part), `"`), ascii(part)} {
			if strings.Contains(strings.ToLower(message), strings.ToLower(spelling)) {
				left = append(left, part)
				break
			}
		}
	}
	return left
}

// TestGeneratedIdentifiersAreMasked: what has a label is masked to its end in every carrier, and a line of JSON stays the JSON it was.
func TestGeneratedIdentifiersAreMasked(t *testing.T) {
	all := placements(seeds(t))
	lines := make([]string, len(all))
	for i, one := range all {
		lines[i] = oneLine(one.line)
	}
	for i, got := range logProcessor(t, lines) {
		one, message := all[i], got.log(t).Message
		if len(one.left(one.line)) == 0 {
			t.Fatalf("the carrier '%s' loses the identifier: %s", one.carrier, one.line)
		}
		if left := one.left(message); len(left) > 0 {
			t.Errorf("%s, %s, %s: %q is left\n%s\n%s", one.letter, one.kind, one.carrier, left, lines[i], message)
		}
		if problem := sameJSON(lines[i], message); problem != "" {
			t.Errorf("%s, %s, %s: %s\n%s\n%s", one.letter, one.kind, one.carrier, problem, lines[i], message)
		}
	}
}
