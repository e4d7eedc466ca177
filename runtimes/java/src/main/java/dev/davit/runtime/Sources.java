package dev.davit.runtime;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles code that comes as source: a function small enough to be in its manifest. */
final class Sources {
    private Sources() {}

    static void compile(Path taskRoot, Path optRoot, Set<String> names) throws IOException, InitFailure {
        List<String> sources =
                names.stream().filter(name -> name.endsWith(".java")).sorted().toList();
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = new ArrayList<>(List.of("-d", taskRoot.toString(), "-proc:none", "-g", "-nowarn"));
        options.addAll(List.of("-encoding", "UTF-8", "-classpath", classPath(taskRoot, optRoot)));
        StringWriter problems = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(
                    sources.stream().map(taskRoot::resolve).toList());
            if (!compiler.getTask(problems, files, null, options, null, units).call()) {
                throw new InitFailure(
                        "Runtime.UserCodeSyntaxError",
                        problems.toString()
                                .replace(taskRoot + File.separator, "")
                                .strip());
            }
        }
    }

    /** What the function's own class loader will see. */
    private static String classPath(Path taskRoot, Path optRoot) throws IOException {
        List<String> paths = new ArrayList<>(List.of(System.getProperty("java.class.path"), taskRoot.toString()));
        paths.addAll(jars(taskRoot.resolve("lib")));
        paths.addAll(jars(optRoot.resolve("java/lib")));
        return String.join(File.pathSeparator, paths);
    }

    private static List<String> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
