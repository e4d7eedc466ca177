package dev.davit.api.common;

/** Ids of network objects in AWS's form, such as {@code sg-0123456789abcdef0}. */
public final class Ec2Id {

    /** What the id of a VPC starts with. */
    public static final String VPC = "vpc-";

    /** What the id of a subnet starts with. */
    public static final String SUBNET = "subnet-";

    /** What the id of a security group starts with. */
    public static final String SECURITY_GROUP = "sg-";

    /** What the id of a network ACL starts with. */
    public static final String NETWORK_ACL = "acl-";

    /** What the id of a peering starts with. */
    public static final String PEERING = "pcx-";

    private static final int DIGITS = 17;

    private Ec2Id() {}

    /**
     * The id of an object: the prefix and the first 17 hexadecimal digits of the SHA-256 of prefix, namespace and name.
     * The same in every cluster, so that an id in a manifest means the same everywhere.
     */
    public static String of(String prefix, String namespace, String name) {
        return prefix + Sha256.hex(prefix + namespace + "/" + name).substring(0, DIGITS);
    }

    /**
     * Whether text names the object: its id, or an ARN of this account that ends in the id
     * ({@code arn:aws:ec2:us-east-1:123456789012:security-group/sg-…}).
     */
    public static boolean names(String text, String prefix, String namespace, String name) {
        String id = of(prefix, namespace, name);
        return id.equals(text)
                || Arn.parse(text)
                        .filter(arn -> Accounts.of(namespace).equals(arn.account()))
                        .map(Arn::resource)
                        .filter(resource -> resource.endsWith("/" + id))
                        .isPresent();
    }
}
