import { type INestApplication, Injectable } from '@nestjs/common';
import { openApiDocument } from './openapi-document.js';

/** The description, made when it is first asked for: most processes never need it. */
@Injectable()
export class OpenApi {
  private app: INestApplication | undefined;
  private text: string | undefined;

  describe(app: INestApplication): void {
    this.app = app;
  }

  json(): string {
    if (this.app === undefined) throw new Error('The description needs the application it describes');
    this.text ??= JSON.stringify(openApiDocument(this.app));
    return this.text;
  }
}
