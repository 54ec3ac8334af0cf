// Package main serves the real Pulumi Kubernetes provider, built from its Go module where the vendor's binary cannot be downloaded.
package main

import "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"

// The schema is only asked for by languages that generate code; a program with the npm SDK never reads it.
func main() {
	provider.Serve("kubernetes", "4.25.0", []byte("{}"), []byte("{}"))
}
