package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The form of a Listener that is served: that of the last specification that was accepted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ListenerInForce {

    /**
     * The port that is served.
     */
    public Integer port;

    /**
     * How callers speak to it.
     */
    @Size(max = 16) public String protocol;

    /**
     * What happens to requests that no Rule matches.
     */
    @Size(max = 1) public List<Action> defaultActions;

    /** What a specification says. */
    public static ListenerInForce of(ListenerSpec spec) {
        ListenerInForce form = new ListenerInForce();
        form.port = spec.port;
        form.protocol = spec.protocol;
        form.defaultActions = spec.defaultActions;
        return form;
    }
}
