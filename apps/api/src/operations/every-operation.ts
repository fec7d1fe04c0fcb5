import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { pageAccess } from '../pages/kit/page-access.js';
import { accessNeeded } from './access.guard.js';

const PATH = 'path';

/** Does not let the process start while a route has not said who may call it; a page says it for its whole class. */
@Injectable()
export class EveryOperation implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const forgotten = this.discovery
      .getControllers()
      .flatMap(({ metatype }) =>
        metatype && pageAccess(metatype) === undefined ? operationsOf(metatype as Type, this.scanner) : [],
      )
      .filter(({ handler }) => accessNeeded(handler) === undefined)
      .map(({ name }) => name);
    if (forgotten.length > 0) {
      throw new Error(
        `These routes do not say who may call them (@Operation, @PublicOperation): ${forgotten.join(', ')}`,
      );
    }
  }
}

/** The routes of one controller. */
export function operationsOf(
  controller: Type,
  scanner = new MetadataScanner(),
): { name: string; handler: object }[] {
  const prototype = controller.prototype as Record<string, object>;
  return scanner.getAllMethodNames(prototype).flatMap((method) => {
    const handler = prototype[method];
    if (!handler || Reflect.getMetadata(PATH, handler) === undefined) return [];
    return [{ name: `${controller.name}.${method}`, handler }];
  });
}
