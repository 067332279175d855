/** For each test file: what React Testing Library does only when it is first imported. Files share the loaded modules. */
import { cleanup } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';

const environment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };

beforeAll(() => {
  environment.IS_REACT_ACT_ENVIRONMENT = true;
});
afterEach(cleanup);
afterAll(() => {
  environment.IS_REACT_ACT_ENVIRONMENT = false;
});
