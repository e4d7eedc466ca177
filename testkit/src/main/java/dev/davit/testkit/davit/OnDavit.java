package dev.davit.testkit.davit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** An end-to-end story: runs against Davit on a real cluster; parameters of type {@link Davit} and {@link Account} (one new namespace a class) are given. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DavitExtension.class)
public @interface OnDavit {}
