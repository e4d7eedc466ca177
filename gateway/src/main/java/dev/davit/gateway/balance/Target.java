package dev.davit.gateway.balance;

/** A pod that may be called, and how many requests are under way there from here. */
public final class Target {

    private final EndpointsEntry.Endpoint endpoint;
    private int underWay;

    Target(EndpointsEntry.Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Its address. */
    public String address() {
        return endpoint.address();
    }

    /** Its port. */
    public int port() {
        return endpoint.port();
    }

    /** A request goes there. */
    public void begin() {
        underWay++;
    }

    /** One that went there is done. */
    public void end() {
        underWay--;
    }

    int underWay() {
        return underWay;
    }
}
