package dev.davit.gateway.auth;

/** What {@code Credential=} says: the access key's id and the day, region and service its signature is good for. */
record CredentialScope(String accessKeyId, String day, String region, String service, String terminator) {

    private static final String TERMINATOR = "aws4_request";

    static CredentialScope of(String credential) {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5) {
            throw AuthRefusal.incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + credential + "'");
        }
        return new CredentialScope(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /** Refuses a scope that is not this service's, saying all that is wrong at once as AWS does. */
    void check(SigningTime time, String expectedRegion, String expectedService) {
        StringBuilder wrong = new StringBuilder();
        if (!region.equals(expectedRegion)) {
            wrong.append("Credential should be scoped to a valid region. ");
        }
        if (!service.equals(expectedService)) {
            wrong.append("Credential should be scoped to correct service: '")
                    .append(expectedService)
                    .append("'. ");
        }
        if (!terminator.equals(TERMINATOR)) {
            wrong.append("Credential should be scoped with a valid terminator: '")
                    .append(TERMINATOR)
                    .append("'. ");
        }
        if (!day.equals(time.day())) {
            wrong.append("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '")
                    .append(day)
                    .append("' != '")
                    .append(time.day())
                    .append("', from '")
                    .append(time.text())
                    .append("'.");
        }
        if (!wrong.isEmpty()) {
            throw AuthRefusal.invalidSignature(wrong.toString());
        }
    }

    String text() {
        return day + '/' + region + '/' + service + '/' + terminator;
    }
}
