package ru.tsur;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How much JSON is read from one request. */
@Configuration
class RequestLimits {

  /** An appeal with its files in base64, bytes. */
  private static final long MAX_BODY = 120_000_000;

  @Bean
  Jackson2ObjectMapperBuilderCustomizer bodyLimit() {
    return builder ->
        builder.factory(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder().maxDocumentLength(MAX_BODY).build())
                .build());
  }
}
