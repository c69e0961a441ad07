// Answers for Argo CD's API server whether somebody may do something: one question a line, one verdict a line.
//
// To ask again, or another version: put this file into cmd/verdicts/ of a checkout of Argo CD, build it there, and give it
// rbac.jsonl. What it prints is rbac.jsonl with that version's verdicts.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/golang-jwt/jwt/v5"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/cache"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	applister "github.com/argoproj/argo-cd/v3/pkg/client/listers/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/server/rbacpolicy"
	"github.com/argoproj/argo-cd/v3/util/assets"
	"github.com/argoproj/argo-cd/v3/util/rbac"
)

type role struct {
	Name     string   `json:"name"`
	Policies []string `json:"policies"`
	Groups   []string `json:"groups"`
}

type question struct {
	CSV      string   `json:"csv,omitempty"`
	Default  string   `json:"default,omitempty"`
	Roles    []role   `json:"roles,omitempty"`
	Subject  string   `json:"subject,omitempty"`
	Groups   []string `json:"groups,omitempty"`
	Resource string   `json:"resource"`
	Action   string   `json:"action"`
	Object   string   `json:"object"`
	Allowed  bool     `json:"allowed"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var asked question
		must(json.Unmarshal(lines.Bytes(), &asked))
		asked.Allowed = allowed(asked)
		answer, err := json.Marshal(asked)
		must(err)
		fmt.Println(string(answer))
	}
	must(lines.Err())
}

func allowed(asked question) bool {
	project := &v1alpha1.AppProject{ObjectMeta: metav1.ObjectMeta{Name: "p", Namespace: "argocd"}}
	for _, each := range asked.Roles {
		own := v1alpha1.ProjectRole{Name: each.Name, Policies: each.Policies, Groups: each.Groups}
		project.Spec.Roles = append(project.Spec.Roles, own)
	}
	indexer := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{
		cache.NamespaceIndex: cache.MetaNamespaceIndexFunc,
	})
	must(indexer.Add(project))
	projects := applister.NewAppProjectLister(indexer).AppProjects("argocd")

	enforcer := rbac.NewEnforcer(nil, "argocd", "argocd-rbac-cm", nil)
	must(enforcer.SetBuiltinPolicy(assets.BuiltinPolicyCSV))
	must(enforcer.SetUserPolicy(asked.CSV))
	enforcer.SetDefaultRole(asked.Default)
	enforcer.SetClaimsEnforcerFunc(rbacpolicy.NewRBACPolicyEnforcer(enforcer, projects).EnforceClaims)

	groups := []any{}
	for _, group := range asked.Groups {
		groups = append(groups, group)
	}
	claims := jwt.MapClaims{"sub": asked.Subject, "groups": groups}
	return enforcer.Enforce(claims, asked.Resource, asked.Action, asked.Object)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
