package dev.davit.testkit.davit;

import dev.davit.testkit.cluster.Clusters;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts cluster and Davit once for all stories of a run, gives each class a namespace, and writes down the state after a failure. */
final class DavitExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace STORE = Namespace.create(DavitExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Davit.class || type == Account.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Davit.class ? davit(context) : account(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            StateDump.write(davit(context), context.getDisplayName());
        }
    }

    private static Davit davit(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(Davit.class, type -> Davit.installedOn(Clusters.chosen(clusterName())), Davit.class);
    }

    /** The cluster's name is {@code DAVIT_CLUSTER_NAME}, so that several runs have one each; unset: davit-test. */
    private static String clusterName() {
        return System.getenv().getOrDefault("DAVIT_CLUSTER_NAME", "davit-test");
    }

    private static Account account(ExtensionContext context) {
        var classContext =
                context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
        var prefix = context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT);
        return classContext
                .getStore(STORE)
                .computeIfAbsent(Account.class, type -> davit(context).newAccount(prefix), Account.class);
    }
}
