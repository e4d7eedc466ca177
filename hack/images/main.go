// Davit-images builds Davit's container images from recipes, without a registry, an engine or root.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

const usage = `usage: davit-images [--root DIR] COMMAND

  build [--refresh] [NAME...]     build images, all by default; prints "name reference file" for each
  list                            the images there are
  push --to REGISTRY [NAME...]    build and push to REGISTRY/name:version ([--insecure] for plain HTTP)
  unpack NAME                     build and unpack; prints the folder
  run [--bind FROM:TO] [--entrypoint PROGRAM] NAME [ARG...]
                                  run as a cluster would: read-only root, user 1000, no capabilities, /tmp and /var/task writable

Files go to $DAVIT_CACHE, default $XDG_CACHE_HOME/davit or ~/.cache/davit. The version is the chart's appVersion, or $DAVIT_VERSION.
--refresh looks for newer Debian packages.
`

func main() {
	if len(os.Args) > 1 && os.Args[1] == insideCommand {
		exit(runInside(os.Args[2:]))
	}
	flag.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	root := flag.String("root", ".", "the repository")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	exit(command(*root, flag.Arg(0), flag.Args()[1:]))
}

func exit(err error) {
	var status exitStatus
	switch {
	case err == nil:
		os.Exit(0)
	case errors.As(err, &status):
		os.Exit(int(status))
	default:
		fmt.Fprintln(os.Stderr, "davit-images:", err)
		os.Exit(1)
	}
}

func command(root, name string, args []string) error {
	flags := flag.NewFlagSet(name, flag.ExitOnError)
	flags.Usage = flag.Usage
	var options builderOptions
	flags.BoolVar(&options.refresh, "refresh", false, "")
	registry := flags.String("to", "", "")
	insecure := flags.Bool("insecure", false, "")
	var start runOptions
	flags.Var(&start.binds, "bind", "")
	flags.StringVar(&start.entrypoint, "entrypoint", "", "")
	_ = flags.Parse(args)

	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	recipes, err := findRecipes(root)
	if err != nil {
		return err
	}
	if name == "list" {
		return list(recipes)
	}
	b, err := newBuilder(root, recipes, options)
	if err != nil {
		return err
	}
	defer b.close()
	switch name {
	case "build":
		return b.buildAll(flags.Args())
	case "push":
		if *registry == "" {
			return errors.New("push needs --to REGISTRY")
		}
		return b.pushAll(flags.Args(), *registry, *insecure)
	case "unpack":
		return b.printUnpacked(flags.Args())
	case "run":
		return b.run(flags.Args(), start)
	}
	flag.Usage()
	return fmt.Errorf("there is no command %q", name)
}

func list(recipes map[string]*Recipe) error {
	for _, name := range imageNames(recipes) {
		fmt.Printf("%s\t%s\n", name, recipes[name].Description)
	}
	return nil
}
