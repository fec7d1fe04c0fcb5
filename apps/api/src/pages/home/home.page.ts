import { Get } from '@nestjs/common';
import { type Visitor } from '@case-consultation/features';
import { page, type PageAnswer } from '../kit/answer.js';
import { Me, Page } from '../kit/page.decorator.js';

/** What needs the person now. */
@Page('/')
export class HomePage {
  @Get()
  show(@Me() visitor: Visitor): PageAnswer {
    return page('home/home', 'What needs you now', { name: visitor.name });
  }
}
