package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Ec2IdTest {

    @Test
    void isTheSameForTheSameObjectAndLooksLikeOneOfAws() {
        String id = Ec2Id.of(Ec2Id.SECURITY_GROUP, "team", "web");
        assertThat(id).matches("sg-[0-9a-f]{17}").isEqualTo(Ec2Id.of(Ec2Id.SECURITY_GROUP, "team", "web"));
        assertThat(id)
                .isNotEqualTo(Ec2Id.of(Ec2Id.SECURITY_GROUP, "other", "web"))
                .isNotEqualTo(Ec2Id.of(Ec2Id.SECURITY_GROUP, "team", "api"));
    }

    @Test
    void isKnownByIdAndByTheArnOfItsOwnAccount() {
        String id = Ec2Id.of(Ec2Id.SUBNET, "team", "a");
        String arn = "arn:aws:ec2:us-east-1:" + Accounts.of("team") + ":subnet/" + id;
        assertThat(Ec2Id.names(id, Ec2Id.SUBNET, "team", "a")).isTrue();
        assertThat(Ec2Id.names(arn, Ec2Id.SUBNET, "team", "a")).isTrue();
        assertThat(Ec2Id.names(arn.replace(Accounts.of("team"), "123456789012"), Ec2Id.SUBNET, "team", "a"))
                .isFalse();
        assertThat(Ec2Id.names("a", Ec2Id.SUBNET, "team", "a")).isFalse();
    }
}
