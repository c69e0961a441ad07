// Runs scripts as Argo CD runs health checks and resource actions: `obj` is the object, and what a script returns is
// printed as JSON. One question a line, one answer a line.
//
// The libraries are those of util/lua/lua.go of Argo CD 3.5, less its os, which no script here may use.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	lua "github.com/yuin/gopher-lua"
	luajson "layeh.com/gopher-json"
)

type question struct {
	Script string          `json:"script"`
	Object json.RawMessage `json:"object"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var asked question
		must(json.Unmarshal(lines.Bytes(), &asked))
		fmt.Println(string(run(asked)))
	}
	must(lines.Err())
}

func run(asked question) []byte {
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	libraries := map[string]lua.LGFunction{
		lua.LoadLibName: lua.OpenPackage,
		lua.BaseLibName: lua.OpenBase,
		lua.TabLibName:  lua.OpenTable,
	}
	for _, name := range []string{lua.LoadLibName, lua.BaseLibName, lua.TabLibName} {
		call := lua.P{Fn: state.NewFunction(libraries[name]), NRet: 0, Protect: true}
		must(state.CallByParam(call, lua.LString(name)))
	}
	object, err := luajson.Decode(state, asked.Object)
	must(err)
	state.SetGlobal("obj", object)
	must(state.DoString(asked.Script))
	answer, err := luajson.Encode(state.Get(-1))
	must(err)
	return answer
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
