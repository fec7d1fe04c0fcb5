import { Get } from '@nestjs/common';
import { BoardQueries, ForecastQueries, type Visitor } from '@case-consultation/features';
import { page, type PageAnswer } from '../../../kit/answer.js';
import { Me, Page } from '../../../kit/page.decorator.js';
import { forecastPage } from './forecast.view.js';

/** What is to be expected of demand, waits and capacity. */
@Page('board/demand/forecast', 'lead')
export class ForecastPage {
  constructor(
    private readonly forecasts: ForecastQueries,
    private readonly board: BoardQueries,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const [forecast, summary] = await Promise.all([
      this.forecasts.forecast(actor),
      this.board.summary(actor),
    ]);
    return page('board/demand/forecast/forecast', 'Forecast', forecastPage(forecast, summary), {
      section: '/board',
    });
  }
}
