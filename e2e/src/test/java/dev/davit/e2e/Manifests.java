package dev.davit.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The shortest manifests that stories vary. */
final class Manifests {

    private Manifests() {}

    static String pythonFunction(String name, String body) {
        return """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec:
                  runtime: python3.11
                  handler: app.handler
                  timeout: 10
                  code:
                    inline:
                      app.py: |
                %s
                """.formatted(name, body.indent(8).stripTrailing());
    }

    static String imageFunction(String name, String image) {
        return """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec:
                  memorySize: 256
                  timeout: 10
                  code: {imageURI: "%s"}
                """.formatted(name, image);
    }

    /** An image whose Python program is not in it but here: what a handler has to do with its event and its context. */
    static String imageFunctionOf(String name, String body) {
        String program = "import sys, time, types\ndef handler(event, context):\n" + body.indent(4)
                + "module = types.ModuleType('story')\nmodule.handler = handler\nsys.modules['story'] = module\n"
                + "from awslambdaric.__main__ import main\nmain(['awslambdaric', 'story.handler'])\n";
        return imageFunction(name, "registry.davit.dev/example-python-image:0.1.0-dev") + "  imageConfig:\n"
                + "    entryPoint:\n    - /usr/bin/python3\n    - -c\n    - |\n" + program.indent(6);
    }

    /** A layer of these files, which the manifest holds as a zip archive. */
    static String layer(String name, Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: LayerVersion
                metadata: {name: %1$s}
                spec:
                  layerName: %1$s
                  content: {zipFile: "%2$s"}
                """.formatted(name, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    /** A definition of one container from the examples' task image. */
    static String taskDefinition(String name, String script) {
        return """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskDefinition
                metadata: {name: %1$s}
                spec:
                  cpu: "256"
                  memory: "512"
                  containerDefinitions:
                  - name: main
                    image: registry.davit.dev/example-task:0.1.0-dev
                    stopTimeout: 2
                    entryPoint: ["/bin/sh", "-c"]
                    command: ["%2$s"]
                """.formatted(name, script);
    }

    /** Such a definition, and one run of it. */
    static String task(String name, String script, String extra) {
        return taskDefinition(name, script) + """
                ---
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: %1$s}
                spec:
                  taskDefinitionRef: {from: {name: %1$s}}
                  %2$s
                """.formatted(name, extra);
    }
}
