package lang_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tereze/intake/trio"
	"tereze/tui/lang"
)

// declared reads the Problem… constants of a file of the domain.
func declared(t *testing.T, file string) (codes []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(v.Names[0].Name, "Problem") || len(v.Values) == 0 {
			return true
		}
		if lit, ok := v.Values[0].(*ast.BasicLit); ok {
			s, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, s)
		}
		return true
	})
	return codes
}

// TestEveryProblemHasWords: a rule never speaks in code to an operator.
func TestEveryProblemHasWords(t *testing.T) {
	for _, file := range []string{"../../intake/problem.go", "../../intake/problem_electronic.go", "../../courier/problem.go", "../../intake/account/problem.go"} {
		codes := declared(t, file)
		if len(codes) < 20 {
			t.Fatalf("%s: only %d codes read", file, len(codes))
		}
		for _, l := range trio.Langs() {
			known := lang.New(l).Codes()
			for _, c := range codes {
				if !slices.Contains(known, c) {
					t.Errorf("%s: %s has no words in %s", file, c, l)
				}
			}
		}
	}
}
