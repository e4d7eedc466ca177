package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An ICMP message. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ICMPTypeCode {

    /**
     * The code, -1 for all.
     */
    public Integer code;

    /**
     * The type, -1 for all.
     */
    public Integer type_;
}
