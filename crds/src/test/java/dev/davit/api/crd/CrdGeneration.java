package dev.davit.api.crd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Makes the CustomResourceDefinition of a kind from its Java class. */
final class CrdGeneration {

    private CrdGeneration() {}

    static CustomResourceDefinition of(Class<? extends CustomResource<?, ?>> kind) {
        CustomResourceDefinition crd = generate(kind);
        crd.getSpec().getNames().setListKind(crd.getSpec().getNames().getKind() + "List");
        crd.getSpec().getVersions().forEach(version -> finish(version, kind));
        return crd;
    }

    private static CustomResourceDefinition generate(Class<? extends CustomResource<?, ?>> kind) {
        AtomicReference<CustomResourceDefinition> crd = new AtomicReference<>();
        CRDPostProcessor keep = new CRDPostProcessor() {
            @Override
            public HasMetadata process(HasMetadata made, String version) {
                crd.set((CustomResourceDefinition) made);
                return made;
            }
        };
        new CRDGenerator()
                .customResourceClasses(List.of(kind))
                .forCRDVersions("v1")
                .withPostProcessor(keep)
                .withOutput(new Nowhere())
                .generate();
        return crd.get();
    }

    private static void finish(CustomResourceDefinitionVersion version, Class<? extends CustomResource<?, ?>> kind) {
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(Javadocs.of(kind));
        root.setRequired(List.of("spec"));
        JSONSchemaProps status = root.getProperties().get("status");
        SchemaFinisher.finish(root.getProperties().get("spec"), type(kind, "Spec"));
        SchemaFinisher.finish(status, type(kind, "Status"));
        // A new object must not look up to date before the operator has seen it (kstatus).
        status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        sortColumns(version, kind);
    }

    private static void sortColumns(CustomResourceDefinitionVersion version, Class<?> kind) {
        List<String> order = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt((CustomResourceColumnDefinition c) -> order.indexOf(c.getName())));
    }

    private static Class<?> type(Class<?> kind, String suffix) {
        try {
            return Class.forName(kind.getName() + suffix);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the generator's own files, which are not the ones we keep. */
    private static final class Nowhere implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return new ByteArrayOutputStream();
        }

        @Override
        public void close() {}
    }
}
