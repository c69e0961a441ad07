// Answers for Argo CD whether a project permits something: one question a line, one verdict a line.
//
// To ask again, or another version: put this file into cmd/verdicts/ of a checkout of Argo CD, build it there, and give it
// project.jsonl. What it prints is project.jsonl with that version's verdicts.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
)

type question struct {
	Ask        string          `json:"ask"`
	Spec       json.RawMessage `json:"spec"`
	URL        string          `json:"url,omitempty"`
	Server     string          `json:"server,omitempty"`
	Name       string          `json:"name,omitempty"`
	Group      string          `json:"group,omitempty"`
	Kind       string          `json:"kind,omitempty"`
	ObjectName string          `json:"objectName,omitempty"`
	Namespaced bool            `json:"namespaced,omitempty"`
	Namespace  string          `json:"namespace,omitempty"`
	Permitted  bool            `json:"permitted"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var asked question
		must(json.Unmarshal(lines.Bytes(), &asked))
		asked.Permitted = permitted(asked)
		answer, err := json.Marshal(asked)
		must(err)
		fmt.Println(string(answer))
	}
	must(lines.Err())
}

func permitted(asked question) bool {
	project := v1alpha1.AppProject{ObjectMeta: metav1.ObjectMeta{Name: "p", Namespace: "argocd"}}
	must(json.Unmarshal(asked.Spec, &project.Spec))
	switch asked.Ask {
	case "repo":
		return project.IsSourcePermitted(v1alpha1.ApplicationSource{RepoURL: asked.URL})
	case "destination":
		cluster := &v1alpha1.Cluster{Server: asked.Server, Name: asked.Name}
		none := func(string) ([]*v1alpha1.Cluster, error) { return nil, nil }
		is, err := project.IsDestinationPermitted(cluster, asked.Namespace, none)
		must(err)
		return is
	case "kind":
		kind := schema.GroupKind{Group: asked.Group, Kind: asked.Kind}
		return project.IsGroupKindNamePermitted(kind, asked.ObjectName, asked.Namespaced)
	case "sourceNamespace":
		application := &v1alpha1.Application{ObjectMeta: metav1.ObjectMeta{Namespace: asked.Namespace}}
		return project.IsAppNamespacePermitted(application, "argocd")
	}
	panic("unknown question " + asked.Ask)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
