package dev.davit.operator.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.lambda.v1alpha1.AliasSpec;
import dev.davit.api.lambda.v1alpha1.VersionSpec;
import org.junit.jupiter.api.Test;

class FunctionTargetTest {

    @Test
    void readsNamesArnsAndReferencesAlikeForEveryKind() {
        for (String name : new String[] {
            "hello", "123456789012:function:hello", "arn:aws:lambda:us-east-1:123456789012:function:hello"
        }) {
            VersionSpec version = new VersionSpec();
            version.functionName = name;
            AliasSpec alias = new AliasSpec();
            alias.functionName = name;
            assertThat(FunctionTarget.of(version)).as(name).isEqualTo(new FunctionTarget(false, "hello"));
            assertThat(FunctionTarget.of(alias)).as(name).isEqualTo(new FunctionTarget(false, "hello"));
        }
        VersionSpec referring = new VersionSpec();
        referring.functionRef = new Reference();
        referring.functionRef.from = new ReferenceFrom();
        referring.functionRef.from.name = "other";
        assertThat(FunctionTarget.of(referring)).isEqualTo(new FunctionTarget(true, "other"));
    }
}
