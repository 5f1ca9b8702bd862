import { ILogging, LoggingConfig } from './protocol';

export class NoLogging implements ILogging {
  public readonly loggingKind = 'none';

  public bind(): LoggingConfig {
    return {};
  }
}
