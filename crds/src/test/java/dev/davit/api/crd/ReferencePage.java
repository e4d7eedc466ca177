package dev.davit.api.crd;

import dev.davit.api.common.CommonReason;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of an API group in the reference, made from its CRDs alone. */
final class ReferencePage {

    private static final String HEAD = "<!-- Generated from the Java model in crds/ by `make docs`. Do not edit. -->\n";

    private final StringBuilder page = new StringBuilder(HEAD);

    private ReferencePage() {}

    /** The page of one group. */
    static String of(String group, List<CustomResourceDefinition> crds) {
        ReferencePage page = new ReferencePage();
        page.line("# " + group + "/v1alpha1\n");
        page.line(crds.stream()
                        .map(crd -> "[" + names(crd).getKind() + "](#"
                                + names(crd).getKind().toLowerCase(Locale.ROOT) + ")")
                        .collect(Collectors.joining(" · "))
                + " · [all groups](README.md)\n");
        crds.forEach(page::kind);
        return page.page.toString();
    }

    /** The page that leads to the groups' pages. */
    static String index(List<CustomResourceDefinition> crds) {
        ReferencePage page = new ReferencePage();
        page.line("# API reference\n");
        page.line("Every field, its limits and what it does; the same text is in `kubectl explain`.\n");
        page.line("| kind | short name | group | what it is |\n| --- | --- | --- | --- |");
        crds.forEach(crd -> page.line("| [%s](%s.md#%s) | `%s` | %s | %s |"
                .formatted(
                        names(crd).getKind(),
                        crd.getSpec().getGroup(),
                        names(crd).getKind().toLowerCase(Locale.ROOT),
                        String.join("`, `", names(crd).getShortNames()),
                        crd.getSpec().getGroup(),
                        ReferenceText.firstSentence(Schemas.root(crd).getDescription()))));
        return page.page.toString();
    }

    private void kind(CustomResourceDefinition crd) {
        String kind = names(crd).getKind();
        line("## " + kind + "\n\n" + ReferenceText.cell(Schemas.root(crd).getDescription()) + "\n");
        line("`%s.%s`, short name `%s`, %s; in `kubectl get %s`."
                .formatted(
                        names(crd).getPlural(),
                        crd.getSpec().getGroup(),
                        String.join("`, `", names(crd).getShortNames()),
                        "Namespaced".equals(crd.getSpec().getScope()) ? "namespaced" : "cluster-scoped",
                        String.join("` and `kubectl get ", names(crd).getCategories())));
        line("Columns: " + columns(crd, 0) + "; with `-o wide` also " + columns(crd, 1) + ".\n");
        example(kind);
        Map<String, JSONSchemaProps> schemas = Schemas.byPath(crd);
        fields(kind, schemas, "spec");
        rules(kind, schemas);
        fields(kind, schemas, "status");
        reasons(kind);
    }

    private void example(String kind) {
        Fixture.good().stream()
                .filter(fixture -> fixture.name().equals(kind.toLowerCase(Locale.ROOT) + "/minimal"))
                .forEach(fixture ->
                        line("```yaml\n" + fixture.documents().getFirst().strip() + "\n```\n"));
    }

    private void fields(String kind, Map<String, JSONSchemaProps> schemas, String part) {
        line("### " + kind + ": " + part + "\n\n"
                + ReferenceText.cell(schemas.get(part).getDescription()) + "\n");
        line("| field | type | meaning |\n| --- | --- | --- |");
        schemas.forEach((path, schema) -> {
            if (path.startsWith(part + ".") && !path.endsWith("[]") && !path.endsWith("{}")) {
                boolean isRequired = isRequired(schemas, path);
                line("| `%s` | %s | %s |"
                        .formatted(
                                path.substring(part.length() + 1),
                                ReferenceText.type(schema) + (isRequired ? ", **required**" : ""),
                                ReferenceText.cell(schema.getDescription())));
            }
        });
        line("");
    }

    private static boolean isRequired(Map<String, JSONSchemaProps> schemas, String path) {
        int dot = path.lastIndexOf('.');
        List<String> required = schemas.get(path.substring(0, dot)).getRequired();
        return required != null && required.contains(path.substring(dot + 1));
    }

    private void rules(String kind, Map<String, JSONSchemaProps> schemas) {
        line("### " + kind + ": what is refused\n");
        line("| where | answer |\n| --- | --- |");
        schemas.forEach((path, schema) -> {
            for (ValidationRule rule : schema.getXKubernetesValidations()) {
                line("| %s | %s |".formatted(path.isEmpty() ? "" : "`" + path + "`", ReferenceText.answer(rule)));
            }
        });
        line("");
    }

    private void reasons(String kind) {
        line("### " + kind + ": reasons\n\nReasons in its conditions; they are never renamed.\n");
        line("| reason | meaning |\n| --- | --- |");
        reason(Kinds.reasons(kind));
        reason(CommonReason.class);
        line("");
    }

    private void reason(Class<? extends Enum<?>> reasons) {
        Javadocs.ofConstants(reasons).forEach((name, text) -> line("| `%s` | %s |".formatted(name, text)));
    }

    private static String columns(CustomResourceDefinition crd, int priority) {
        return crd.getSpec().getVersions().getFirst().getAdditionalPrinterColumns().stream()
                .filter(column -> column.getPriority() == priority)
                .map(CustomResourceColumnDefinition::getName)
                .collect(Collectors.joining(", "));
    }

    private static CustomResourceDefinitionNames names(CustomResourceDefinition crd) {
        return crd.getSpec().getNames();
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
