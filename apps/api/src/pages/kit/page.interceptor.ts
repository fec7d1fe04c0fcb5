import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { type PageAnswer } from './answer.js';
import { Renderer } from './renderer.js';

/** Turns what a page's handler returns into HTML, or into the way to another page. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(private readonly renderer: Renderer) {}

  intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(
        map((answer) =>
          this.renderer.answer(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), answer),
        ),
      );
  }
}
